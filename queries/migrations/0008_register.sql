-- What was planned and what was done in an initiative. Rows are stated, never changed: the newest statement about the
-- same thing counts, and one that is gone says that it is no more. A unit of null is the whole initiative.

-- Removed and added are JSON rows of the part that changed; times are UTC. Numbers follow those of table change, so that
-- one can tell which came last. The action is edited or reverted.
create table register_change (
    change_id integer primary key default nextval('change_ids'),
    municipality varchar not null,
    initiative_id integer,
    part varchar not null,
    changed_at timestamp not null,
    changed_by varchar not null,
    action varchar not null,
    removed varchar not null,
    added varchar not null,
    reverted_by integer
);

create table initiative_detail (
    initiative_id integer not null,
    target varchar,
    target_change_pct double,
    base_year integer,
    partners varchar[],
    trial_end date,
    decision_on date,
    decision varchar,
    closed_on date,
    evaluation varchar,
    gone boolean not null,
    stated_in integer not null
);

create table pause (
    initiative_id integer not null,
    unit_id integer not null,
    from_date date not null,
    until_date date,
    reason varchar,
    gone boolean not null,
    stated_in integer not null
);

create table comparison_unit (
    initiative_id integer not null,
    unit_id integer not null,
    reason varchar,
    gone boolean not null,
    stated_in integer not null
);

-- A step, an element put in place or an agreed service, in one unit.
create table milestone (
    initiative_id integer not null,
    unit_id integer,
    item varchar not null,
    planned_on date,
    reached_on date,
    dropped boolean,
    gone boolean not null,
    stated_in integer not null
);

-- How far an element is in use in one unit, as assessed on a day.
create table element_degree (
    initiative_id integer not null,
    unit_id integer not null,
    item varchar not null,
    assessed_on date not null,
    degree_pct double,
    gone boolean not null,
    stated_in integer not null
);

create sequence activity_ids;

-- No units: the whole initiative.
create table activity (
    initiative_id integer not null,
    activity_id integer not null,
    kind varchar,
    theme varchar,
    organisation varchar,
    unit_ids integer[],
    planned_on date,
    held_on date,
    cancelled boolean,
    invited integer,
    attended integer,
    gone boolean not null,
    stated_in integer not null
);

-- Cases that a gathering spoke of, by kind only.
create table case_count (
    initiative_id integer not null,
    activity_id integer not null,
    case_kind varchar not null,
    n integer,
    gone boolean not null,
    stated_in integer not null
);

-- What an organisation has delivered from the start of a period to a day, as it reported it.
create table volume (
    initiative_id integer not null,
    organisation varchar not null,
    kind varchar not null,
    period_start date not null,
    counted_to date not null,
    planned double,
    done double,
    gone boolean not null,
    stated_in integer not null
);

create table own_programme (
    municipality varchar not null,
    programme varchar not null,
    body varchar,
    gone boolean not null,
    stated_in integer not null
);
