var __index = {"config":{"lang":["ja"],"separator":"[\\s]+","pipeline":[]},"docs":[]}
