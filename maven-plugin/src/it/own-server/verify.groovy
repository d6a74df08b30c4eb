String log = new File(basedir, 'build.log').text
boolean isGateThere = !log.contains('Skipped: bench.skip is true.')

def runs = new File(basedir, 'results').listFiles().findAll { it.name.endsWith('-own-server') }
assert runs.size() == (isGateThere ? 2 : 1)
runs.each { assert new File(it, 'manifest.json').text =~ /"complete" ?: ?true/ : it }
assert (log =~ /(?m)^websocket +5 .* 50\/50 +0 +0 +0 /).count == runs.size()

def servers = log =~ /com\.example\.OwnServer answers at http:\/\/127\.0\.0\.1:\d+ \(process (\d+)\)/
assert servers.count == runs.size()
servers.each { assert !ProcessHandle.of(it[1] as long).map { it.alive }.orElse(false) : 'a server was left running' }
assert new File(basedir, 'target/bench-server.log').text.contains('"listening"')

// Whatever the verdict.
assert (log =~ /(?m)^\[INFO\] --- \S+:gate-no-fork .*hold-against-baseline/).count == 1
assert !isGateThere || runs.any { new File(it, 'gate.json').exists() }
