"""Jobs: solves and answers in processes of their own, watched from any page, server or restart.

    jobs = Jobs(Store(), slots=1)                      # `scheduler.jobs.queue`; one for each server process
    job = jobs.start(school, Settings(seconds=60))     # the id goes into the page's address
    jobs.poll(job).state                               # queued, running, stopping, done, failed, interrupted, cancelled
    jobs.events(job, after=12)                         # what it told since event 12
    jobs.stop(job)                                     # politely; the best is kept
    jobs.result(job)                                   # its last word with the timetable

Everything a page shows is in the store, so that a refresh, a second browser or a restarted server finds it there.
`worker` speaks with its server by JSON lines and knows no database; `job` is one such process seen from the server,
`queue` gives them turns and writes down what they tell.
"""
