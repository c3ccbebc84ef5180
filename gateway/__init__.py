"""MijnServices gateway: één GraphQL-vraag over alles wat een inwoner of ondernemer met de overheid heeft."""
