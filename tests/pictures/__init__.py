"""Pictures of every page, dialog and printed form: ``python -m tests.pictures OUT/``.

They show the sample office in three languages, light and dark, small and large; what does not
fit is named at the end. ``--languages``, ``--looks``, ``--sizes`` and ``--only`` choose among them.
"""
