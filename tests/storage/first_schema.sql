-- A SQLite file as the first version of the portal made it, with one account that has changed its address.
CREATE TABLE account (
    id INTEGER NOT NULL,
    login VARCHAR NOT NULL,
    login_key VARCHAR NOT NULL,
    email VARCHAR NOT NULL,
    email_key VARCHAR,
    password_hash VARCHAR,
    role VARCHAR NOT NULL,
    enabled BOOLEAN NOT NULL,
    first_name VARCHAR NOT NULL,
    last_name VARCHAR NOT NULL,
    company_name VARCHAR NOT NULL,
    birth_date DATE,
    street VARCHAR NOT NULL,
    postal_code VARCHAR NOT NULL,
    city VARCHAR NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (login_key),
    UNIQUE (email_key)
);
CREATE TABLE card_request (
    id INTEGER NOT NULL,
    account_id INTEGER NOT NULL,
    number VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(account_id) REFERENCES account (id),
    UNIQUE (number)
);
CREATE INDEX ix_card_request_account_id ON card_request (account_id);
CREATE TABLE journal (
    id INTEGER NOT NULL,
    at DATETIME NOT NULL,
    actor_id INTEGER,
    subject_id INTEGER,
    event VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(actor_id) REFERENCES account (id),
    FOREIGN KEY(subject_id) REFERENCES account (id)
);
CREATE INDEX ix_journal_subject_id ON journal (subject_id);
CREATE TABLE request_step (
    request_id INTEGER NOT NULL,
    step VARCHAR NOT NULL,
    day DATE NOT NULL,
    PRIMARY KEY (request_id, step),
    FOREIGN KEY(request_id) REFERENCES card_request (id)
);
INSERT INTO account VALUES (1, '1000720180100001000', '1000720180100001000', 'dds@hotmail.fr',
    'dds@hotmail.fr', '$argon2id$v=19$m=65536,t=3,p=4$rvsgwxJaAjqwuOwvmeA75Q$x9QWu67Gpp0PmhhHN0es0FZ6OcVALk+Lo3QoqtCR6x0',
    'user', 1, 'Auguste', 'Lambert', '', '1948-03-12', '12 rue des Tanneurs', '59000', 'LILLE');
INSERT INTO card_request VALUES (1, 1, '2018-0001000');
INSERT INTO request_step VALUES (1, 'recue', '2026-09-07');
INSERT INTO journal VALUES (1, '2026-11-01 10:00:00.000000', 1, 1, 'user_email_change', 'done');
PRAGMA application_id = 1129138481;
PRAGMA user_version = 1;
