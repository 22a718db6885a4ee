"""What fpdf2 leaves out of a document: its structure, its fields, and what it says of itself.

pikepdf adds them to what has been drawn, from the notes of a `TaggedPDF`.
"""

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from cmi_tui.pdf.fields import add_form, widget
from cmi_tui.pdf.tagged import Element, TaggedPDF


def finished(drawn: TaggedPDF, title: str, language: str, field_font_size: int) -> bytes:
    """The document that was drawn, tagged and with fields; its scratch pages become their looks."""
    page_count = 1 + max(page for element in drawn.elements for page, _ in element.marks)
    with pikepdf.open(io.BytesIO(bytes(drawn.output()))) as pdf:
        looks = [pdf.make_indirect(page.as_form_xobject()) for page in pdf.pages[page_count:]]
        del pdf.pages[page_count:]
        form = add_form(pdf, field_font_size)
        _add_structure(pdf, drawn.elements, form, looks)
        _describe(pdf, title, language)
        file = io.BytesIO()
        pdf.save(file, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return file.getvalue()


def _add_structure(pdf: Pdf, elements: list[Element], form: Object, looks: list[Object]) -> None:
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=tree, K=Array()))
    owners: list[dict[int, Object]] = [{} for _ in pdf.pages]
    of_fields: list[Object] = []
    for page in pdf.pages:
        page.obj.Annots = Array()
        page.obj.Tabs = Name.S
    for element in elements:
        node = pdf.make_indirect(_structure_element(pdf, element, document))
        document.K.append(node)
        for index, mark in element.marks:
            owners[index][mark] = node
        if element.form_field:
            page_object = pdf.pages[element.form_field.page].obj
            key = len(owners) + len(of_fields)
            entry = widget(pdf, element.form_field, page_object, looks, key)
            form.Fields.append(entry)
            page_object.Annots.append(entry)
            node.Pg = page_object
            node.K = Dictionary(Type=Name.OBJR, Obj=entry, Pg=page_object)
            of_fields.append(node)
    numbers = Array()
    for index, owner_of in enumerate(owners):
        pdf.pages[index].obj.StructParents = index
        numbers.append(index)
        numbers.append(Array([owner_of[mark] for mark in sorted(owner_of)]))
    for index, of_field in enumerate(of_fields, len(owners)):
        numbers.append(index)
        numbers.append(of_field)
    tree.K = Array([document])
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    tree.ParentTreeNextKey = len(owners) + len(of_fields)
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _structure_element(pdf: Pdf, element: Element, parent: Object) -> Dictionary:
    node = Dictionary(Type=Name.StructElem, S=Name("/" + element.tag), P=parent)
    if element.alternative:
        node.Alt = pikepdf.String(element.alternative)
    if element.box:
        node.A = Dictionary(O=Name.Layout, Placement=Name.Block, BBox=Array(element.box))
    if element.marks:
        first = element.marks[0][0]
        node.Pg = pdf.pages[first].obj
        kids = [
            mark if page == first else Dictionary(Type=Name.MCR, Pg=pdf.pages[page].obj, MCID=mark)
            for page, mark in element.marks
        ]
        node.K = kids[0] if len(kids) == 1 else Array(kids)
    return node


def _describe(pdf: Pdf, title: str, language: str) -> None:
    pdf.Root.Lang = pikepdf.String(language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    if "/OpenAction" in pdf.Root:
        del pdf.Root.OpenAction
    pdf.docinfo.Title = pikepdf.String(title)
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:title"] = title
        metadata["dc:language"] = {language}
        metadata["pdfuaid:part"] = "1"
