// A run that is there already: the one that is published.
File published = new File(basedir, '../../../../results/reference').listFiles().find { new File(it, 'manifest.json').exists() }
File run = new File(basedir, "results/$published.name")
run.mkdirs()
published.eachFile { new File(run, it.name).bytes = it.bytes }
