-- Take back the last sentence that was written on a deck.
--
-- Grain:      one row, the text it stood in; none when there is nothing to take back
-- Parameters: $municipality  its short key
--             $deck          which deck: audience and subject
--             $language      of the sentences
--             $undone_at     UTC
--             $undone_by     who
-- Columns:    text_key
update deck_edit
set undone_at = $undone_at, undone_by = $undone_by
where
    deck_edit_id = (
        select max(deck_edit_id) from deck_edit
        where municipality = $municipality and deck = $deck and language = $language and undone_at is null
    )
returning text_key
