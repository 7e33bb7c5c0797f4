"""Processes that read documents and may die at it, and the journal that remembers what they said.

supervisor   hands one document at a time to each worker, and gets an answer for every one
worker       the process itself: reads, answers, and does not outlive the run
limits       CPU time and memory of one document
starting     forkserver or spawn, without running the caller's script again
breaker      believes in failures only while a known-good document can still be read
mocks        documents that hang, eat memory or kill their reader, to test a set-up with
journal      what has been answered, in a file that survives a power cut
"""
