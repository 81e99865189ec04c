"""What the end-to-end tests stand on: private services, stand-in base images, builds, image comparison and runs.

Only Python's standard library.  Start reading at services.py (the daemons), then builds.py, image.py and run.py.
"""
