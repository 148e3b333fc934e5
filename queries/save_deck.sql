-- Keep a deck under its code; one that is kept already stays as it was.
--
-- Grain:      nothing is returned
-- Parameters: $municipality  its short key
--             $code          that its footer carries
--             $deck          which deck: audience and subject
--             $language      of the deck
--             $made_at       UTC
--             $made_by       who
--             $content       JSON
insert into deck (municipality, code, deck, language, made_at, made_by, content)
select
    $municipality,
    $code,
    $deck,
    $language,
    $made_at,
    $made_by,
    $content
where not exists (select 1 from deck where municipality = $municipality and code = $code)
