package metatextgrad.services.gateway.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import metatextgrad.model.ContentHash;

/**
 * Scripts and styles, from the class path. The address has the hash of the content, so browsers
 * keep them without end. Thread-safe.
 */
public final class Assets {
    static final String PATH = "/assets/";

    private static final int HASH = 16;
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";
    private static final Map<String, Asset> ALL = load();

    private record Asset(String hash, String type, String text) {}

    private Assets() {}

    /** Returns the address of a file, for templates. */
    public static String url(String name) {
        Asset asset = ALL.get(name);
        if (asset == null) throw new IllegalArgumentException("there is no asset " + name);
        return PATH + asset.hash + "/" + name;
    }

    /** Sends a file, or returns false if there is none with this hash. */
    static boolean send(Context context, String hash, String name) throws IOException {
        Asset asset = ALL.get(name);
        if (asset == null || !asset.hash.equals(hash)) return false;
        context.res().setContentType(asset.type);
        context.res().setHeader("Cache-Control", "public, max-age=31536000, immutable");
        byte[] bytes = asset.text.getBytes(UTF_8);
        context.res().setContentLength(bytes.length);
        context.res().getOutputStream().write(bytes);
        return true;
    }

    private static Map<String, Asset> load() {
        Map<String, Asset> all = new TreeMap<>();
        add(all, "console.css", STYLE, "/console/console.css");
        add(all, "console.js", SCRIPT, "/console/console.js");
        add(all, "live.js", SCRIPT, "/console/live.js");
        add(all, "icon.svg", "image/svg+xml", "/console/icon.svg");
        add(all, "htmx.js", SCRIPT, webJar("htmx.org", "htmx.min.js"));
        add(all, "uplot.js", SCRIPT, webJar("uplot", "uPlot.iife.min.js"));
        add(all, "uplot.css", STYLE, webJar("uplot", "uPlot.min.css"));
        return Map.copyOf(all);
    }

    private static void add(Map<String, Asset> all, String name, String type, String resource) {
        String text = read(resource);
        String hash = ContentHash.of("asset", text);
        all.put(name, new Asset(hash.substring(0, HASH), type, text));
    }

    /** The version is part of the path in a WebJar, and the build sets it. */
    private static String webJar(String artifact, String file) {
        Properties pom = new Properties();
        String properties = "/META-INF/maven/org.webjars.npm/%s/pom.properties".formatted(artifact);
        try (InputStream in = Assets.class.getResourceAsStream(properties)) {
            if (in == null) throw new IllegalStateException("missing: " + properties);
            pom.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "/META-INF/resources/webjars/%s/%s/dist/%s"
                .formatted(artifact, pom.getProperty("version"), file);
    }

    private static String read(String resource) {
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) throw new IllegalStateException("missing: " + resource);
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
