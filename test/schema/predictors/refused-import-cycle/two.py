from one import Output
