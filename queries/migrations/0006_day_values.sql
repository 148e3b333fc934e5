-- What a day's work is worth, typed by the municipality with its source. Nothing here has a value that nobody typed.

create sequence day_value_ids;

-- amount: kroner for a day's work. year: the year the amount is in. Times are UTC.
create table day_value (
    day_value_id integer primary key default nextval('day_value_ids'),
    municipality varchar not null,
    amount double not null check (amount > 0),
    source varchar not null,
    year integer not null,
    said_at timestamp not null,
    said_by varchar not null,
    undone_at timestamp,
    undone_by varchar
);
