// What was measured first is what the second time is held against.
File first = new File(basedir, 'results').listFiles().first()
File baseline = new File(basedir, 'results/baseline')
baseline.mkdirs()
first.eachFile { new File(baseline, it.name).bytes = it.bytes }

// Until there is a gate, nothing is held against anything.
if (!new File(basedir, '../../../../bench/target/classes/dev/pushbench/bench/GateCommand.class').exists()) {
    context.userProperties.setProperty('bench.skip', 'true')
}
