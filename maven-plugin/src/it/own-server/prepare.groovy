// Any free port, and no verdict about the machine that this runs on.
new ServerSocket(0).withCloseable { context.userProperties.setProperty('port', it.localPort as String) }
context.userProperties.setProperty('bench.tolerate', 'regression,inconclusive,invalid-run')
