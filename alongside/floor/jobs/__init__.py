"""What is done outside of a request, and not lost when a worker dies: a lease on every job that runs.

    @repeatable above @task(): the job may be begun anew where its worker died; any other is marked as failed, and shown
    register(Periodic(key, every, run)) in ready(): run(at) is called again and again, by one worker at a time

`alongside worker` runs both; `alongside tick` runs the periodic part once, for cron.
"""
