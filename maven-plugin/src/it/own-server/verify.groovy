String log = new File(basedir, 'build.log').text

def runs = new File(basedir, 'results').listFiles().findAll { it.name.endsWith('-own-server') }
assert runs.size() == 1 : runs
assert new File(runs[0], 'manifest.json').text.contains('"complete" : true')
assert log =~ /(?m)^websocket +5 .* 50\/50 +0 +0 +0 /

def server = log =~ /com\.example\.OwnServer answers at http:\/\/127\.0\.0\.1:\d+ \(process (\d+)\)/
assert server.find()
assert !ProcessHandle.of(server.group(1) as long).map { it.alive }.orElse(false) : 'the server was left running'
assert new File(basedir, 'target/bench-server.log').text.contains('"listening"')
