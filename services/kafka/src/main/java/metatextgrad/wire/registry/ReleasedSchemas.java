package metatextgrad.wire.registry;

import java.util.List;
import metatextgrad.json.Resources;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;

/** Every schema that any release has written with, as the schemas module lists them. */
public final class ReleasedSchemas {
    private static final String FOLDER = "/schemas/released/";

    public static final List<Schema> ALL =
            Resources.text(FOLDER + "index").lines().map(ReleasedSchemas::parse).toList();

    private ReleasedSchemas() {}

    private static Schema parse(String file) {
        return new SchemaParser().parse(Resources.text(FOLDER + file)).mainSchema();
    }
}
