-- The organisations that report in an initiative, as in the half-yearly IA report: each has a page of its own.
create table organisation (
    initiative_id integer not null,
    organisation varchar not null,
    gone boolean not null,
    stated_in integer not null
);

-- Which changes of the register an upload made, so that they go and come with it.
create table uploaded_register_change (
    upload_id integer not null,
    change_id integer not null
);
