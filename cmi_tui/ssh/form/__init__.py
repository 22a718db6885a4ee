"""The account's own form, fetched by sftp or scp."""
