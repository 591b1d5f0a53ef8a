package metatextgrad.services.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The OpenAPI document, and whether responses are as it states. */
final class ApiDocument {
    private static final String ID = "https://metatextgrad.test/openapi";

    private final JsonNode document;
    private final SchemaRegistry schemas;

    ApiDocument() throws IOException {
        try (InputStream in = ApiDocument.class.getResourceAsStream("/gateway/openapi.yaml")) {
            document = new YAMLMapper().readTree(in);
        }
        String json = new JsonMapper().writeValueAsString(document);
        schemas =
                SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        builder -> builder.schemas(Map.of(ID, json)));
    }

    JsonNode document() {
        return document;
    }

    /** Returns each route as {@code GET /api/v1/...}. */
    List<String> routes() {
        List<String> routes = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(
                        path ->
                                path.getValue()
                                        .fieldNames()
                                        .forEachRemaining(
                                                method ->
                                                        routes.add(
                                                                method.toUpperCase(Locale.ROOT)
                                                                        + " "
                                                                        + path.getKey())));
        return routes;
    }

    /** Returns the names of the query parameters of a route. */
    List<String> queryOf(String method, String path) {
        JsonNode parameters =
                document.path("paths")
                        .path(path)
                        .path(method.toLowerCase(Locale.ROOT))
                        .path("parameters");
        List<String> names = new ArrayList<>();
        for (JsonNode one : parameters) {
            JsonNode stated =
                    one.has("$ref") ? document.at(one.path("$ref").asText().substring(1)) : one;
            if (stated.path("in").asText().equals("query")) names.add(stated.path("name").asText());
        }
        return names;
    }

    /** Checks status, content type, headers and body of a response to a route of the document. */
    void check(String method, HttpResponse<String> response) {
        String address = response.uri().getRawPath();
        for (var path : document.path("paths").properties()) {
            JsonNode operation = path.getValue().path(method.toLowerCase(Locale.ROOT));
            if (operation.isObject() && address.matches(pattern(path.getKey()))) {
                check(
                        "/paths/%s/%s"
                                .formatted(
                                        path.getKey().replace("~", "~0").replace("/", "~1"),
                                        method.toLowerCase(Locale.ROOT)),
                        operation,
                        response);
                return;
            }
        }
        assertThat(response.statusCode()).as("no route of %s", address).isIn(404, 405);
    }

    private void check(String place, JsonNode operation, HttpResponse<String> response) {
        String status = String.valueOf(response.statusCode());
        String where = place + "/responses/" + status;
        JsonNode stated = operation.path("responses").path(status);
        assertThat(stated.isMissingNode())
                .as("%s is not stated: %s", where, response.body())
                .isFalse();
        if (stated.has("$ref")) {
            where = stated.path("$ref").asText().substring(1);
            stated = document.at(where);
        }
        for (var header : stated.path("headers").properties())
            assertThat(response.headers().firstValue(header.getKey())).as(where).isPresent();
        if (!stated.has("content")) {
            assertThat(response.body()).as(where).isEmpty();
            return;
        }
        String type = response.headers().firstValue("content-type").orElse("").split(";")[0];
        assertThat(stated.path("content").has(type)).as("%s of %s", type, where).isTrue();
        if (!type.endsWith("json")) return;
        Schema schema =
                schemas.getSchema(
                        SchemaLocation.of(
                                ID
                                        + "#"
                                        + where
                                        + "/content/"
                                        + type.replace("/", "~1")
                                        + "/schema"));
        assertThat(schema.validate(response.body(), InputFormat.JSON)).as(where).isEmpty();
    }

    static String pattern(String path) {
        return path.replaceAll("\\{[^}]+}", "[^/]+");
    }
}
