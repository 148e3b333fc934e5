-- Write a sentence over one of the figures' own.
--
-- Grain:      nothing is returned
-- Parameters: $municipality  its short key
--             $deck          which deck: audience and subject
--             $language      of the sentence
--             $text_key      slide and place
--             $own           what the figures say
--             $said          what is written over it
--             $edited_at     UTC
--             $edited_by     who
insert into deck_edit (municipality, deck, language, text_key, own, said, edited_at, edited_by)
values ($municipality, $deck, $language, $text_key, $own, $said, $edited_at, $edited_by)
