-- What was done: initiatives, the units that took part, and who changed what.

create sequence change_ids;

-- Before and after are JSON; times are UTC.
create table change (
    change_id integer primary key default nextval('change_ids'),
    municipality varchar not null,
    changed_at timestamp not null,
    changed_by varchar not null,
    subject varchar not null check (subject in ('upload', 'initiative')),
    subject_id integer not null,
    action varchar not null check (action in ('saved', 'undone', 'redone', 'created', 'edited', 'deleted', 'reverted')),
    before varchar,
    after varchar,
    reverted_by integer
);

create sequence initiative_ids;

-- The version grows with every change, so that the later of two editors can be told.
create table initiative (
    initiative_id integer primary key default nextval('initiative_ids'),
    municipality varchar not null,
    name varchar not null,
    name_key varchar not null,
    programme varchar,
    aim varchar,
    upload_id integer,
    version integer not null,
    deleted_at timestamp
);

-- One row per period in which a unit took part, as one upload or one change on a page stated it; the newest statement
-- about a unit in an initiative counts. Without a start it states that the unit does not take part.
create table participation (
    initiative_id integer not null,
    unit_id integer not null,
    start_date date,
    end_date date,
    upload_id integer,
    sheet varchar not null,
    cell varchar not null,
    stated_in integer not null
);

create view current_participation as
with standing as (
    select
        initiative.municipality,
        participation.*,
        max(participation.stated_in) over (
            partition by participation.initiative_id, participation.unit_id
        ) as newest
    from participation
    inner join initiative on participation.initiative_id = initiative.initiative_id
    left join upload on participation.upload_id = upload.upload_id
    where initiative.deleted_at is null and upload.undone_at is null
)

select
    municipality,
    initiative_id,
    unit_id,
    start_date,
    end_date,
    max(upload_id) as upload_id
from standing
where stated_in = newest and start_date is not null
group by municipality, initiative_id, unit_id, start_date, end_date;

-- An initiative that an upload brought goes with it, unless a page has taken it over or it has other units.
create view current_initiative as
select
    initiative.municipality,
    initiative.initiative_id,
    initiative.name,
    initiative.name_key,
    initiative.programme,
    initiative.aim,
    initiative.version
from initiative
left join upload on initiative.upload_id = upload.upload_id
where
    initiative.deleted_at is null
    and (
        upload.undone_at is null
        or exists (
            select 1 from current_participation
            where current_participation.initiative_id = initiative.initiative_id
        )
    );
