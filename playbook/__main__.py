"""``python -m playbook``."""

import gc
import sys

gc.disable()  # a short run that makes much and frees little: looking for circles would be a tenth of it

from playbook.cli import main  # noqa: E402

sys.exit(main())
