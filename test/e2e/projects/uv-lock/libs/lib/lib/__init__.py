import six


def parts(name):
    return [name, six.__version__]
