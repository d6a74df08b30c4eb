// What was measured first is what the second time is held against.
File first = new File(basedir, 'results').listFiles().first()
File baseline = new File(basedir, 'results/baseline')
baseline.mkdirs()
first.eachFile { new File(baseline, it.name).bytes = it.bytes }
