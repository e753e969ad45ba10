DROP TABLE data_readings;
DROP TABLE loose_files;
DROP TABLE attachments;
