package metatextgrad.wire.registry;

import java.util.List;
import metatextgrad.json.Resources;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;

/** All schemas that a release wrote records with, in the order of the schemas module. */
public final class ReleasedSchemas {
    private static final String FOLDER = "/schemas/released/";

    public static final List<Schema> ALL =
            Resources.text(FOLDER + "index").lines().map(ReleasedSchemas::parse).toList();

    private ReleasedSchemas() {}

    private static Schema parse(String file) {
        return new SchemaParser().parse(Resources.text(FOLDER + file)).mainSchema();
    }
}
