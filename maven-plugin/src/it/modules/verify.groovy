String log = new File(basedir, 'build.log').text

assert (log =~ /(?m)^Report: .*report\.html$/).count == 1
assert (log =~ /(?m)Inherited, and run once, in modules\.$/).count == 1
