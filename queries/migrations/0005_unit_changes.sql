-- What people have said of units over time: other names, other spellings, mergers and splits, each with a date and a way
-- back.

create sequence unit_change_ids;

-- The unit is the one that was renamed or spelled, the one that others were merged into, or the one that was split. Said
-- in answer to an upload it goes with the upload. Joined: the series before and after are shown as one. Times are UTC.
create table unit_change (
    unit_change_id integer primary key default nextval('unit_change_ids'),
    municipality varchar not null,
    change varchar not null check (change in ('renamed', 'spelled', 'merged', 'split')),
    unit_id integer not null,
    since date,
    name varchar,
    name_key varchar,
    joined boolean not null,
    upload_id integer,
    said_at timestamp not null,
    said_by varchar not null,
    undone_at timestamp,
    undone_by varchar
);

create view standing_unit_change as
select unit_change.*
from unit_change
left join upload on unit_change.upload_id = upload.upload_id
where unit_change.undone_at is null and upload.undone_at is null;

-- Units that go on under another unit, and the last unit they go on under.
create view renamed_unit as
with recursive step as (
    select
        unit_successor.unit_id,
        unit_successor.successor_id
    from unit_successor
    inner join standing_unit_change on unit_successor.unit_change_id = standing_unit_change.unit_change_id
    where unit_successor.change = 'renamed'
),

walk as (
    select
        unit_id,
        successor_id
    from step
    union
    select
        walk.unit_id,
        step.successor_id
    from walk
    inner join step on walk.successor_id = step.unit_id
)

select
    unit_id,
    successor_id
from walk
where successor_id not in (select unit_id from step);

-- Units whose numbers are shown in another unit's series: renamed ones, and those that a person wants joined.
create view joined_unit as
with recursive step as (
    select
        case when unit_successor.change = 'split' then unit_successor.successor_id else unit_successor.unit_id end
            as unit_id,
        case when unit_successor.change = 'split' then unit_successor.unit_id else unit_successor.successor_id end
            as series_id
    from unit_successor
    inner join standing_unit_change on unit_successor.unit_change_id = standing_unit_change.unit_change_id
    where standing_unit_change.joined
),

walk as (
    select
        unit_id,
        series_id
    from step
    union
    select
        walk.unit_id,
        step.series_id
    from walk
    inner join step on walk.series_id = step.unit_id
)

select
    unit_id,
    series_id
from walk
where series_id not in (select unit_id from step);
