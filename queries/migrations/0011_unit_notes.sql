-- What people want remembered of a unit beside its figures, such as a move or a fire. Never of a person.

create sequence unit_note_ids;

-- Times are UTC.
create table unit_note (
    unit_note_id integer primary key default nextval('unit_note_ids'),
    municipality varchar not null,
    unit_id integer not null,
    since date not null,
    note varchar not null,
    said_at timestamp not null,
    said_by varchar not null,
    undone_at timestamp,
    undone_by varchar
);
