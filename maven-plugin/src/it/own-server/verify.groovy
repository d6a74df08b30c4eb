String log = new File(basedir, 'build.log').text

def runs = new File(basedir, 'results').listFiles().findAll { it.name.endsWith('-own-server') }
assert runs.size() == 2 : runs
runs.each { assert new File(it, 'manifest.json').text =~ /"complete" ?: ?true/ : it }
assert (log =~ /(?m)^websocket +5 .* 50\/50 +0 +0 +0 /).count == 2

def servers = log =~ /com\.example\.OwnServer answers at http:\/\/127\.0\.0\.1:\d+ \(process (\d+)\)/
assert servers.count == 2
servers.each { assert !ProcessHandle.of(it[1] as long).map { it.alive }.orElse(false) : 'a server was left running' }
assert new File(basedir, 'target/bench-server.log').text.contains('"listening"')

// Whatever the verdict: a machine that is busy with tests spoils it, but not in these ways.
String gate = new File(runs.max { it.name }, 'gate.json').text
assert gate =~ /"completeness"/
assert !gate.contains('"regression"')
assert !gate.contains('not measured')
