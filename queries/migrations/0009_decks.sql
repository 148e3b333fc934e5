-- What meetings are shown: sentences a leader has written over the figures' own, decks that were taken along, and the
-- municipality's own slide template. Times are UTC.

create sequence deck_edit_ids;

-- A deck is named by its audience and what it is about; a text by slide and place. It holds as long as the figures say
-- what they said when it was written (own).
create table deck_edit (
    deck_edit_id integer primary key default nextval('deck_edit_ids'),
    municipality varchar not null,
    deck varchar not null,
    language varchar not null,
    text_key varchar not null,
    own varchar not null,
    said varchar not null,
    edited_at timestamp not null,
    edited_by varchar not null,
    undone_at timestamp,
    undone_by varchar
);

-- Kept whole under the code in its footer, so that it can be shown again as it was: content is JSON.
create table deck (
    municipality varchar not null,
    code varchar not null,
    deck varchar not null,
    language varchar not null,
    made_at timestamp not null,
    made_by varchar not null,
    content varchar not null
);

create table slide_template (
    municipality varchar not null,
    filename varchar not null,
    content blob not null,
    uploaded_at timestamp not null,
    uploaded_by varchar not null,
    removed_at timestamp
);
