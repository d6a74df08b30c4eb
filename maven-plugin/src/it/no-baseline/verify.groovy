String log = new File(basedir, 'build.log').text

assert log =~ /pushbench: .*baseline: no baseline/
assert log =~ /(?m)^\[ERROR\] Failed to execute goal \S+:gate-no-fork .*: bench:gate-no-fork cannot do what was asked for \(exit code 2\): /
assert log.contains('MojoExecutionException')
