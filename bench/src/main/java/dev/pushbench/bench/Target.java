package dev.pushbench.bench;

import dev.pushbench.bench.input.UsageError;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;

/**
 * A server that is there already.
 *
 * @param address where it listens, resolved
 * @param host as it was given, which its certificate has to be for
 * @param isSecure whether it speaks TLS
 */
record Target(InetSocketAddress address, String host, boolean isSecure) {
    static final String OPTION = "--target";

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final String ALLOWED = "http://host:port or https://host:port, without a path";

    /** @throws UsageError where the URL is not that of a server, or its host is not known */
    static Target of(String url) {
        try {
            URI uri = URI.create(url);
            boolean isSecure = "https".equals(uri.getScheme());
            boolean isHttp = isSecure || "http".equals(uri.getScheme());
            if (!isHttp || uri.getHost() == null || uri.getPort() == 0 || !isBare(uri)) {
                throw new UsageError(OPTION, "not the address of a server", url, ALLOWED);
            }
            int usual = isSecure ? HTTPS_PORT : HTTP_PORT;
            InetAddress address = InetAddress.getByName(uri.getHost());
            String host = uri.getHost().replaceAll("^\\[|]$", "");
            return new Target(
                    new InetSocketAddress(address, uri.getPort() < 0 ? usual : uri.getPort()), host, isSecure);
        } catch (IllegalArgumentException notOne) {
            throw new UsageError(OPTION, "not a URL", url, ALLOWED);
        } catch (UnknownHostException unknown) {
            throw new UsageError(OPTION, "the host is not known", url, ALLOWED);
        }
    }

    private static boolean isBare(URI uri) {
        boolean noPath = uri.getRawPath() == null
                || uri.getRawPath().isEmpty()
                || uri.getRawPath().equals("/");
        return noPath && uri.getRawQuery() == null && uri.getRawFragment() == null && uri.getRawUserInfo() == null;
    }
}
