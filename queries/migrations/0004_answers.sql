-- What people have answered about files of one layout, so that the next such file need not ask again.

-- The layout is a fingerprint of headings and kinds; a question names a sheet by its place. Times are UTC.
create table remembered_answer (
    municipality varchar not null,
    layout varchar not null,
    question varchar not null,
    answer varchar not null,
    given_at timestamp not null,
    given_by varchar not null,
    forgotten_at timestamp
);
