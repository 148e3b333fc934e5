-- Give a municipality its name, language and whether it is an example.
--
-- Grain:      the municipality
-- Parameters: $municipality  its short key
--             $name          as people write it
--             $language      nb, da or en
--             $made_up       whether it is an example
-- Columns:    municipality
update municipality
set name = $name, language = $language, made_up = $made_up
where municipality = $municipality
returning municipality
