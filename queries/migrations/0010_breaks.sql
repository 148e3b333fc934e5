-- From when figures are another thing than before: a new system, another definition. Said by people, and undone by them.

create sequence series_break_ids;

-- Without an area it holds for the whole municipality. Times are UTC.
create table series_break (
    series_break_id integer primary key default nextval('series_break_ids'),
    municipality varchar not null,
    service_area_id integer,
    since date not null,
    reason varchar not null,
    said_at timestamp not null,
    said_by varchar not null,
    undone_at timestamp,
    undone_by varchar
);
