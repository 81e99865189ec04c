from two import Output
