-- What the absence is held against: targets that the municipality has set itself, and lines that others have published.

create sequence target_ids;
create sequence target_change_ids;

-- One row per change; the newest one of a target that is not undone counts. It holds for a service area, for units of a
-- kind, or with neither for the whole municipality. The level is a percentage of the form, or so many percent more or
-- less of it than in a base year. Times are UTC.
create table target (
    target_change_id integer primary key default nextval('target_change_ids'),
    target_id integer not null,
    municipality varchar not null,
    service_area_id integer,
    kind varchar,
    since date not null,
    form varchar not null check (form in ('absence', 'attendance')),
    percent double,
    change_percent double,
    base_year integer,
    note varchar,
    removed boolean not null,
    said_at timestamp not null,
    said_by varchar not null,
    undone_at timestamp,
    undone_by varchar
);

create view standing_target as
select target.* exclude (undone_at, undone_by)
from target
where undone_at is null
qualify target_change_id = max(target_change_id) over (partition by target_id);

create sequence external_line_ids;

-- One row per delivery of a line: pasted on a page, or found in an upload, and then it goes with the upload. Deliveries of
-- one name, area and definition are one line. What nobody has said is null. Times are UTC.
create table external_line (
    external_line_id integer primary key default nextval('external_line_ids'),
    municipality varchar not null,
    name varchar not null,
    name_key varchar not null,
    reach varchar not null check (reach in ('national', 'sector', 'comparable')),
    service_area_id integer,
    certified varchar check (certified in ('self', 'doctor', 'both')),
    holiday_in_possible_days boolean,
    source varchar not null,
    upload_id integer,
    said_at timestamp not null,
    said_by varchar not null,
    undone_at timestamp,
    undone_by varchar
);

create table external_line_value (
    external_line_id integer not null,
    granularity varchar not null,
    period_start date not null,
    rate_pct double,
    lost_days double,
    possible_days double
);

create view standing_external_line as
select external_line.* exclude (undone_at, undone_by)
from external_line
left join upload on external_line.upload_id = upload.upload_id
where external_line.undone_at is null and upload.undone_at is null;
