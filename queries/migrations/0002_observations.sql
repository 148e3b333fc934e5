-- What was counted: uploads and the numbers they brought. A number is never overwritten; the newest upload's is current.

create sequence series_definition_ids;

-- What a number is. Numbers of different definitions are never compared in silence.
create table series_definition (
    series_definition_id integer primary key default nextval('series_definition_ids'),
    municipality varchar not null,
    source_system varchar not null,
    certified varchar check (certified in ('self', 'doctor', 'both')),
    short_until_day integer,
    holiday_in_possible_days boolean
);

create sequence upload_ids;

-- Times are UTC. What was understood and the findings are JSON.
create table upload (
    upload_id integer primary key default nextval('upload_ids'),
    municipality varchar not null,
    fingerprint varchar not null,
    filename varchar not null,
    uploaded_at timestamp not null,
    uploaded_by varchar not null,
    understood varchar not null,
    findings varchar not null,
    series_definition_id integer,
    n_rows integer not null,
    n_units integer not null,
    first_period date,
    last_period date,
    n_participations integer not null,
    undone_at timestamp,
    undone_by varchar,
    -- Alike for files of the same layout, so that what a source's numbers are is asked once a source.
    layout varchar
);

-- No key and no index: uniqueness is one row per upload, unit, period, granularity and part, checked when an upload is
-- saved, and an index would make a large upload several times slower.
create table observation (
    municipality varchar not null,
    unit_id integer not null,
    period_start date not null,
    granularity varchar not null,
    part varchar not null,
    lost_days double,
    possible_days double,
    rate_pct double,
    employees double,
    fte double,
    preliminary boolean not null,
    upload_id integer not null,
    sheet varchar not null,
    lost_days_at bigint not null,
    possible_days_at bigint not null,
    rate_pct_at bigint not null,
    employees_at bigint not null,
    fte_at bigint not null,
    is_current boolean not null
);
