-- The municipality's own slide template.
--
-- Grain:      one row; none when there is none
-- Parameters: $municipality  its short key
-- Columns:    filename, content, uploaded_at, uploaded_by
select
    filename,
    content,
    uploaded_at,
    uploaded_by
from slide_template
where municipality = $municipality and removed_at is null
order by uploaded_at desc
limit 1
