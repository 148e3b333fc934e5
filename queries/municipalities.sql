-- Every municipality that has been used, with the first file that was brought for it.
--
-- Grain:      one row per municipality
-- Columns:    municipality, name, language, made_up, first_upload
select
    municipality.municipality,
    municipality.name,
    municipality.language,
    municipality.made_up,
    min(upload.upload_id) as first_upload
from municipality
left join upload on municipality.municipality = upload.municipality
group by municipality.municipality, municipality.name, municipality.language, municipality.made_up
order by municipality.name, municipality.municipality
