package metatextgrad.services.gateway.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/**
 * A response whose body is still to be read. Read or close it: its connection is taken until then.
 * The body is for one thread; any other may close.
 */
public final class UpstreamResponse implements AutoCloseable {
    private final HttpUriRequestBase request;
    private final ClassicHttpResponse response;
    private final InputStream body;

    UpstreamResponse(HttpUriRequestBase request, ClassicHttpResponse response) throws IOException {
        this.request = request;
        this.response = response;
        HttpEntity entity = response.getEntity();
        body = entity == null ? InputStream.nullInputStream() : entity.getContent();
    }

    public int status() {
        return response.getCode();
    }

    /** Returns names and values as the server sent them, in their order. */
    public List<Map.Entry<String, String>> headers() {
        List<Map.Entry<String, String>> all = new ArrayList<>();
        for (Header one : response.getHeaders())
            all.add(Map.entry(one.getName(), one.getValue() == null ? "" : one.getValue()));
        return all;
    }

    /** Returns the first value of a header; empty if there is none. */
    public String first(String name) {
        Header header = response.getFirstHeader(name);
        return header == null || header.getValue() == null ? "" : header.getValue();
    }

    /** Its end gives the connection back. It throws if the response breaks off. */
    public InputStream body() {
        return body;
    }

    /** Ends the call if the body was not read to its end: its connection is closed. */
    @Override
    public void close() {
        // Closing the body alone would wait for the rest of it.
        request.cancel();
    }
}
