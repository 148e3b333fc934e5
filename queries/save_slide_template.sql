-- Keep a slide template; the newest one counts.
--
-- Grain:      nothing is returned
-- Parameters: $municipality  its short key
--             $filename      as it was uploaded
--             $content       its bytes
--             $uploaded_at   UTC
--             $uploaded_by   who
insert into slide_template (municipality, filename, content, uploaded_at, uploaded_by)
values ($municipality, $filename, $content, $uploaded_at, $uploaded_by)
