UPDATE directus_fields SET options = '{"presets": ["longread", "interview", "photo"], "alphabetize": true}' WHERE collection = 'articles' AND field = 'keywords';
