-- Who and where: municipalities, their service areas, their units and every way a unit's name has been written.

create table municipality (
    municipality varchar primary key,
    name varchar not null,
    language varchar not null,
    made_up boolean not null
);

create sequence service_area_ids;

create table service_area (
    service_area_id integer primary key default nextval('service_area_ids'),
    municipality varchar not null,
    name varchar not null,
    name_key varchar not null,
    parent_id integer
);

create sequence unit_ids;

-- Name, code and area are those of the newest upload that is not undone; unit_spelling holds what each upload said.
create table unit (
    unit_id integer primary key default nextval('unit_ids'),
    municipality varchar not null,
    name varchar not null,
    unit_code varchar,
    service_area_id integer,
    kind varchar,
    valid_from date,
    valid_to date
);

-- Renamed: one successor. Merged: several units with the same successor. Split: one unit with several.
create table unit_successor (
    unit_id integer not null,
    successor_id integer not null,
    since date not null,
    change varchar not null check (change in ('renamed', 'merged', 'split')),
    unit_change_id integer
);

create table unit_spelling (
    unit_id integer not null,
    municipality varchar not null,
    upload_id integer not null,
    spelling varchar not null,
    spelling_key varchar not null,
    unit_code varchar,
    service_area_id integer
);
