package metatextgrad.cli.text;

import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonAnyFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonArrayFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonBooleanFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonFormatTypes;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonFormatVisitable;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonFormatVisitorWrapper;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonIntegerFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonMapFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonNumberFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonObjectFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonStringFormatVisitor;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JSON schema of views, from what Jackson writes of their types. Keys are always there, and
 * null only where the component is {@link Nullable}.
 */
public final class ViewSchema {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private ViewSchema() {}

    /** Returns the schema of a command's output: one of these views. */
    public static ObjectNode of(String title, Class<?>[] views) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("$schema", DIALECT).put("title", title);
        if (views.length == 1) return schema.setAll(view(views[0]));
        ArrayNode any = schema.putArray("anyOf");
        for (Class<?> view : views) any.add(view(view));
        return schema;
    }

    private static ObjectNode view(Class<?> view) {
        Visitor visitor = new Visitor(null);
        try {
            ViewJson.MAPPER.acceptJsonFormatVisitor(view, visitor);
        } catch (JsonMappingException e) {
            throw new IllegalStateException(view + " has no schema", e);
        }
        ObjectNode schema = visitor.schema;
        ObjectNode version = JsonNodeFactory.instance.objectNode();
        version.set("schemaVersion", JsonNodeFactory.instance.objectNode().put("const", 1));
        version.setAll((ObjectNode) schema.get("properties"));
        schema.set("properties", version);
        ((ArrayNode) schema.get("required")).insert(0, "schemaVersion");
        return schema;
    }

    /** Writes one schema as Jackson visits the serializer of one type. */
    private static final class Visitor extends JsonFormatVisitorWrapper.Base {
        private final ObjectNode schema = JsonNodeFactory.instance.objectNode();

        Visitor(@Nullable SerializerProvider provider) {
            super(provider);
        }

        private Visitor child() {
            return new Visitor(getProvider());
        }

        private ObjectNode child(JsonFormatVisitable serializer, JavaType type)
                throws JsonMappingException {
            Visitor child = child();
            serializer.acceptJsonFormatVisitor(child, type);
            return child.schema;
        }

        @Override
        public JsonObjectFormatVisitor expectObjectFormat(JavaType type) {
            ObjectNode properties =
                    schema.put("type", "object")
                            .put("additionalProperties", false)
                            .putObject("properties");
            ArrayNode required = schema.putArray("required");
            return new JsonObjectFormatVisitor.Base(getProvider()) {
                @Override
                public void property(BeanProperty property) throws JsonMappingException {
                    required.add(property.getName());
                    AnnotatedType declared = declared(property);
                    JsonSerializer<?> serializer = serializer(property, getProvider());
                    ObjectNode value = Visitor.this.child(serializer, property.getType());
                    if (declared instanceof AnnotatedParameterizedType generic
                            && value.path("items") instanceof ObjectNode items)
                        nullable(items, generic.getAnnotatedActualTypeArguments()[0]);
                    properties.set(property.getName(), nullable(value, declared));
                }

                @Override
                public void optionalProperty(BeanProperty property) throws JsonMappingException {
                    property(property);
                }
            };
        }

        private static JsonSerializer<?> serializer(
                BeanProperty property, SerializerProvider provider) throws JsonMappingException {
            if (property instanceof BeanPropertyWriter writer && writer.getSerializer() != null)
                return writer.getSerializer();
            return provider.findValueSerializer(property.getType(), property);
        }

        private static AnnotatedType declared(BeanProperty property) {
            AnnotatedElement member = property.getMember().getAnnotated();
            return member instanceof Method method
                    ? method.getAnnotatedReturnType()
                    : ((Field) member).getAnnotatedType();
        }

        private static ObjectNode nullable(ObjectNode value, AnnotatedType declared) {
            if (!declared.isAnnotationPresent(Nullable.class) || !value.has("type")) return value;
            String type = value.get("type").asText();
            value.putArray("type").add(type).add("null");
            if (value.path("enum") instanceof ArrayNode names) names.addNull();
            return value;
        }

        @Override
        public JsonArrayFormatVisitor expectArrayFormat(JavaType type) {
            schema.put("type", "array");
            return new JsonArrayFormatVisitor.Base(getProvider()) {
                @Override
                public void itemsFormat(JsonFormatVisitable handler, JavaType element)
                        throws JsonMappingException {
                    schema.set("items", child(handler, element));
                }

                @Override
                public void itemsFormat(JsonFormatTypes format) {
                    schema.putObject("items").put("type", format.value());
                }
            };
        }

        @Override
        public JsonMapFormatVisitor expectMapFormat(JavaType type) {
            schema.put("type", "object");
            return new JsonMapFormatVisitor.Base(getProvider()) {
                @Override
                public void valueFormat(JsonFormatVisitable handler, JavaType value)
                        throws JsonMappingException {
                    schema.set("additionalProperties", child(handler, value));
                }
            };
        }

        @Override
        public JsonStringFormatVisitor expectStringFormat(JavaType type) {
            schema.put("type", "string");
            return new JsonStringFormatVisitor.Base() {
                @Override
                public void enumTypes(Set<String> names) {
                    names.forEach(schema.withArray("enum")::add);
                }
            };
        }

        @Override
        public JsonNumberFormatVisitor expectNumberFormat(JavaType type) {
            schema.put("type", "number");
            return new JsonNumberFormatVisitor.Base();
        }

        @Override
        public JsonIntegerFormatVisitor expectIntegerFormat(JavaType type) {
            schema.put("type", "integer");
            return new JsonIntegerFormatVisitor.Base();
        }

        @Override
        public JsonBooleanFormatVisitor expectBooleanFormat(JavaType type) {
            schema.put("type", "boolean");
            return new JsonBooleanFormatVisitor.Base();
        }

        @Override
        public JsonAnyFormatVisitor expectAnyFormat(JavaType type) {
            return new JsonAnyFormatVisitor.Base();
        }
    }
}
