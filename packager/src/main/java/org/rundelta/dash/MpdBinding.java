package org.rundelta.dash;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.util.StdConverter;
import com.fasterxml.jackson.dataformat.xml.XmlMapper;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlProperty;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlRootElement;
import com.fasterxml.jackson.dataformat.xml.annotation.JacksonXmlText;
import com.fasterxml.jackson.dataformat.xml.ser.ToXmlGenerator;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * How the records stand in XML (ISO/IEC 23009-1, annex B): one mix-in for each, so that the records know nothing of
 * Jackson. An accessor without an entry here is not written.
 */
final class MpdBinding {
    static final String NAMESPACE = "urn:mpeg:dash:schema:mpd:2011";

    private MpdBinding() {}

    static XmlMapper mapper() {
        return XmlMapper.builder()
                .defaultUseWrapper(false)
                .enable(ToXmlGenerator.Feature.WRITE_XML_DECLARATION)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.USE_DEFAULTS))
                .addMixIn(Mpd.class, MpdElement.class)
                .addMixIn(Period.class, PeriodElement.class)
                .addMixIn(AdaptationSet.class, AdaptationSetElement.class)
                .addMixIn(Representation.class, RepresentationElement.class)
                .addMixIn(SegmentBase.class, SegmentBaseElement.class)
                .addMixIn(SegmentBase.Initialization.class, InitializationElement.class)
                .addMixIn(ContentSteering.class, ContentSteeringElement.class)
                .addMixIn(SegmentList.class, SegmentListElement.class)
                .addMixIn(SegmentList.Url.class, SegmentUrlElement.class)
                .addMixIn(SegmentTemplate.class, SegmentTemplateElement.class)
                .addMixIn(SegmentTimeline.class, SegmentTimelineElement.class)
                .addMixIn(S.class, SElement.class)
                .addMixIn(BaseUrl.class, BaseUrlElement.class)
                .addMixIn(Descriptor.class, DescriptorElement.class)
                .addModule(new SimpleModule()
                        .addSerializer(new DurationSerializer())
                        .addDeserializer(Duration.class, new DurationDeserializer())
                        .addSerializer(Instant.class, ToStringSerializer.instance)
                        .addDeserializer(Instant.class, new InstantDeserializer())
                        .addSerializer(ByteRange.class, ToStringSerializer.instance)
                        .addDeserializer(ByteRange.class, new ByteRangeDeserializer())
                        .addDeserializer(boolean.class, new BooleanDeserializer(false))
                        .addDeserializer(Boolean.class, new BooleanDeserializer(null)))
                .build();
    }

    @JacksonXmlRootElement(localName = "MPD", namespace = NAMESPACE)
    @JsonPropertyOrder({
        "profiles",
        "type",
        "availabilityStartTime",
        "publishTime",
        "minimumUpdatePeriod",
        "timeShiftBufferDepth",
        "suggestedPresentationDelay",
        "mediaPresentationDuration",
        "minBufferTime",
        "BaseURL",
        "Location",
        "ContentSteering",
        "Period",
        "UTCTiming"
    })
    private interface MpdElement {
        @JacksonXmlProperty(isAttribute = true)
        @JsonSerialize(converter = ListJoiner.class)
        @JsonDeserialize(converter = ListSplitter.class)
        List<String> profiles();

        @JacksonXmlProperty(isAttribute = true)
        String type();

        @JacksonXmlProperty(isAttribute = true)
        Instant availabilityStartTime();

        @JacksonXmlProperty(isAttribute = true)
        Instant publishTime();

        @JacksonXmlProperty(isAttribute = true)
        Duration minimumUpdatePeriod();

        @JacksonXmlProperty(isAttribute = true)
        Duration timeShiftBufferDepth();

        @JacksonXmlProperty(isAttribute = true)
        Duration suggestedPresentationDelay();

        @JacksonXmlProperty(isAttribute = true)
        Duration mediaPresentationDuration();

        @JacksonXmlProperty(isAttribute = true)
        Duration minBufferTime();

        @JacksonXmlProperty(localName = "BaseURL", namespace = NAMESPACE)
        List<BaseUrl> baseUrls();

        @JacksonXmlProperty(localName = "Location", namespace = NAMESPACE)
        List<String> locations();

        @JacksonXmlProperty(localName = "ContentSteering", namespace = NAMESPACE)
        ContentSteering contentSteering();

        @JacksonXmlProperty(localName = "Period", namespace = NAMESPACE)
        List<Period> periods();

        @JacksonXmlProperty(localName = "UTCTiming", namespace = NAMESPACE)
        List<Descriptor> utcTimings();
    }

    @JsonPropertyOrder({"id", "start", "duration", "BaseURL", "SegmentList", "SegmentTemplate", "AdaptationSet"})
    private interface PeriodElement {
        @JacksonXmlProperty(isAttribute = true)
        String id();

        @JacksonXmlProperty(isAttribute = true)
        Duration start();

        @JacksonXmlProperty(isAttribute = true)
        Duration duration();

        @JacksonXmlProperty(localName = "BaseURL", namespace = NAMESPACE)
        List<BaseUrl> baseUrls();

        @JacksonXmlProperty(localName = "SegmentList", namespace = NAMESPACE)
        SegmentList segmentList();

        @JacksonXmlProperty(localName = "SegmentTemplate", namespace = NAMESPACE)
        SegmentTemplate segmentTemplate();

        @JacksonXmlProperty(localName = "AdaptationSet", namespace = NAMESPACE)
        List<AdaptationSet> adaptationSets();
    }

    @JsonPropertyOrder({
        "id",
        "contentType",
        "mimeType",
        "lang",
        "segmentAlignment",
        "startWithSAP",
        "subsegmentAlignment",
        "subsegmentStartsWithSAP",
        "EssentialProperty",
        "SupplementalProperty",
        "Label",
        "Role",
        "BaseURL",
        "SegmentList",
        "SegmentTemplate",
        "Representation"
    })
    private interface AdaptationSetElement {
        @JacksonXmlProperty(isAttribute = true)
        Long id();

        @JacksonXmlProperty(isAttribute = true)
        String contentType();

        @JacksonXmlProperty(isAttribute = true)
        String mimeType();

        @JacksonXmlProperty(isAttribute = true)
        String lang();

        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        @JacksonXmlProperty(isAttribute = true)
        boolean segmentAlignment();

        @JacksonXmlProperty(isAttribute = true, localName = "startWithSAP")
        Integer startWithSap();

        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        @JacksonXmlProperty(isAttribute = true)
        boolean subsegmentAlignment();

        @JacksonXmlProperty(isAttribute = true, localName = "subsegmentStartsWithSAP")
        Integer subsegmentStartsWithSap();

        @JacksonXmlProperty(localName = "EssentialProperty", namespace = NAMESPACE)
        List<Descriptor> essentialProperties();

        @JacksonXmlProperty(localName = "SupplementalProperty", namespace = NAMESPACE)
        List<Descriptor> supplementalProperties();

        @JsonDeserialize(contentUsing = LabelDeserializer.class)
        @JacksonXmlProperty(localName = "Label", namespace = NAMESPACE)
        List<String> labels();

        @JacksonXmlProperty(localName = "Role", namespace = NAMESPACE)
        List<Descriptor> roles();

        @JacksonXmlProperty(localName = "BaseURL", namespace = NAMESPACE)
        List<BaseUrl> baseUrls();

        @JacksonXmlProperty(localName = "SegmentList", namespace = NAMESPACE)
        SegmentList segmentList();

        @JacksonXmlProperty(localName = "SegmentTemplate", namespace = NAMESPACE)
        SegmentTemplate segmentTemplate();

        @JacksonXmlProperty(localName = "Representation", namespace = NAMESPACE)
        List<Representation> representations();
    }

    @JsonPropertyOrder({
        "id",
        "bandwidth",
        "mimeType",
        "codecs",
        "width",
        "height",
        "sar",
        "frameRate",
        "maxPlayoutRate",
        "codingDependency",
        "audioSamplingRate",
        "AudioChannelConfiguration",
        "EssentialProperty",
        "BaseURL",
        "SegmentBase",
        "SegmentList",
        "SegmentTemplate"
    })
    private interface RepresentationElement {
        @JacksonXmlProperty(isAttribute = true)
        String id();

        @JacksonXmlProperty(isAttribute = true)
        long bandwidth();

        @JacksonXmlProperty(isAttribute = true)
        String mimeType();

        @JacksonXmlProperty(isAttribute = true)
        String codecs();

        @JacksonXmlProperty(isAttribute = true)
        Long width();

        @JacksonXmlProperty(isAttribute = true)
        Long height();

        @JacksonXmlProperty(isAttribute = true)
        String sar();

        @JacksonXmlProperty(isAttribute = true)
        String frameRate();

        @JacksonXmlProperty(isAttribute = true)
        Double maxPlayoutRate();

        @JacksonXmlProperty(isAttribute = true)
        Boolean codingDependency();

        @JacksonXmlProperty(isAttribute = true)
        Long audioSamplingRate();

        @JacksonXmlProperty(localName = "AudioChannelConfiguration", namespace = NAMESPACE)
        List<Descriptor> audioChannelConfigurations();

        @JacksonXmlProperty(localName = "EssentialProperty", namespace = NAMESPACE)
        List<Descriptor> essentialProperties();

        @JacksonXmlProperty(localName = "BaseURL", namespace = NAMESPACE)
        List<BaseUrl> baseUrls();

        @JacksonXmlProperty(localName = "SegmentBase", namespace = NAMESPACE)
        SegmentBase segmentBase();

        @JacksonXmlProperty(localName = "SegmentList", namespace = NAMESPACE)
        SegmentList segmentList();

        @JacksonXmlProperty(localName = "SegmentTemplate", namespace = NAMESPACE)
        SegmentTemplate segmentTemplate();
    }

    @JsonPropertyOrder({
        "timescale",
        "presentationTimeOffset",
        "duration",
        "startNumber",
        "initialization",
        "media",
        "SegmentTimeline"
    })
    private interface SegmentTemplateElement {
        @JacksonXmlProperty(isAttribute = true)
        Long timescale();

        @JacksonXmlProperty(isAttribute = true)
        Long presentationTimeOffset();

        @JacksonXmlProperty(isAttribute = true)
        Long duration();

        @JacksonXmlProperty(isAttribute = true)
        Long startNumber();

        @JacksonXmlProperty(isAttribute = true)
        String initialization();

        @JacksonXmlProperty(isAttribute = true)
        String media();

        @JacksonXmlProperty(localName = "SegmentTimeline", namespace = NAMESPACE)
        SegmentTimeline timeline();
    }

    @JsonPropertyOrder({"timescale", "presentationTimeOffset", "indexRange", "indexRangeExact", "Initialization"})
    private interface SegmentBaseElement {
        @JacksonXmlProperty(isAttribute = true)
        Long timescale();

        @JacksonXmlProperty(isAttribute = true)
        Long presentationTimeOffset();

        @JacksonXmlProperty(isAttribute = true)
        ByteRange indexRange();

        @JacksonXmlProperty(isAttribute = true)
        boolean indexRangeExact();

        @JacksonXmlProperty(localName = "Initialization", namespace = NAMESPACE)
        SegmentBase.Initialization initialization();
    }

    @JsonPropertyOrder({"sourceURL", "range"})
    private interface InitializationElement {
        @JacksonXmlProperty(isAttribute = true, localName = "sourceURL")
        String sourceUrl();

        @JacksonXmlProperty(isAttribute = true)
        ByteRange range();
    }

    @JsonPropertyOrder({
        "timescale",
        "presentationTimeOffset",
        "duration",
        "startNumber",
        "Initialization",
        "SegmentTimeline",
        "SegmentURL"
    })
    private interface SegmentListElement {
        @JacksonXmlProperty(isAttribute = true)
        Long timescale();

        @JacksonXmlProperty(isAttribute = true)
        Long presentationTimeOffset();

        @JacksonXmlProperty(isAttribute = true)
        Long duration();

        @JacksonXmlProperty(isAttribute = true)
        Long startNumber();

        @JacksonXmlProperty(localName = "Initialization", namespace = NAMESPACE)
        SegmentBase.Initialization initialization();

        @JacksonXmlProperty(localName = "SegmentTimeline", namespace = NAMESPACE)
        SegmentTimeline timeline();

        @JacksonXmlProperty(localName = "SegmentURL", namespace = NAMESPACE)
        List<SegmentList.Url> urls();
    }

    private interface SegmentUrlElement {
        @JacksonXmlProperty(isAttribute = true)
        String media();

        @JacksonXmlProperty(isAttribute = true)
        ByteRange mediaRange();
    }

    private interface SegmentTimelineElement {
        @JacksonXmlProperty(localName = "S", namespace = NAMESPACE)
        List<S> runs();
    }

    @JsonPropertyOrder({"t", "d", "r"})
    private interface SElement {
        @JacksonXmlProperty(isAttribute = true)
        Long t();

        @JacksonXmlProperty(isAttribute = true)
        long d();

        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        @JacksonXmlProperty(isAttribute = true)
        long r();
    }

    @JsonDeserialize(using = BaseUrlDeserializer.class)
    private interface BaseUrlElement {
        @JacksonXmlProperty(isAttribute = true)
        String serviceLocation();

        @JacksonXmlText
        String url();
    }

    @JsonDeserialize(using = ContentSteeringDeserializer.class)
    @JsonPropertyOrder({"defaultServiceLocation", "queryBeforeStart"})
    private interface ContentSteeringElement {
        @JacksonXmlProperty(isAttribute = true)
        String defaultServiceLocation();

        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        @JacksonXmlProperty(isAttribute = true)
        boolean queryBeforeStart();

        @JacksonXmlText
        String url();
    }

    @JsonPropertyOrder({"schemeIdUri", "value"})
    private interface DescriptorElement {
        @JacksonXmlProperty(isAttribute = true)
        String schemeIdUri();

        @JacksonXmlProperty(isAttribute = true)
        String value();
    }

    /** Text with an optional attribute: Jackson shows it as a string or as an object, depending on the attribute. */
    private static final class BaseUrlDeserializer extends StdDeserializer<BaseUrl> {
        private static final long serialVersionUID = 1L;

        BaseUrlDeserializer() {
            super(BaseUrl.class);
        }

        @Override
        public BaseUrl deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode node = context.readTree(parser);
            return node.isObject()
                    ? new BaseUrl(
                            node.path("serviceLocation").asText(null),
                            node.path("").asText(null))
                    : new BaseUrl(null, node.asText());
        }
    }

    /** Text whose attributes do not matter here. */
    private static final class LabelDeserializer extends StdDeserializer<String> {
        private static final long serialVersionUID = 1L;

        LabelDeserializer() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode node = context.readTree(parser);
            return (node.isObject() ? node.path("") : node).asText("");
        }

        @Override
        public String getNullValue(DeserializationContext context) {
            return "";
        }
    }

    private static final class ContentSteeringDeserializer extends StdDeserializer<ContentSteering> {
        private static final long serialVersionUID = 1L;

        ContentSteeringDeserializer() {
            super(ContentSteering.class);
        }

        @Override
        public ContentSteering deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode node = context.readTree(parser);
            return node.isObject()
                    ? new ContentSteering(
                            node.path("").asText(null),
                            node.path("defaultServiceLocation").asText(null),
                            BooleanDeserializer.parse(
                                    node.path("queryBeforeStart").asText("false"), context))
                    : new ContentSteering(node.asText(), null, false);
        }
    }

    private static final class ByteRangeDeserializer extends StdDeserializer<ByteRange> {
        private static final long serialVersionUID = 1L;

        ByteRangeDeserializer() {
            super(ByteRange.class);
        }

        @Override
        public ByteRange deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            try {
                return ByteRange.parse(parser.getText());
            } catch (IllegalArgumentException e) {
                throw context.weirdStringException(parser.getText(), ByteRange.class, e.getMessage());
            }
        }
    }

    private static final class DurationSerializer extends StdSerializer<Duration> {
        private static final long serialVersionUID = 1L;

        DurationSerializer() {
            super(Duration.class);
        }

        @Override
        public void serialize(Duration value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeString(XsDuration.format(value));
        }
    }

    private static final class DurationDeserializer extends StdDeserializer<Duration> {
        private static final long serialVersionUID = 1L;

        DurationDeserializer() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            try {
                return XsDuration.parse(parser.getText());
            } catch (IllegalArgumentException e) {
                throw context.weirdStringException(parser.getText(), Duration.class, e.getMessage());
            }
        }
    }

    /** xs:dateTime; without a zone it is UTC. */
    private static final class InstantDeserializer extends StdDeserializer<Instant> {
        private static final long serialVersionUID = 1L;

        InstantDeserializer() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            try {
                return UtcTime.parse(parser.getText());
            } catch (DateTimeException e) {
                throw context.weirdStringException(
                        parser.getText(), Instant.class, "not a time such as 2026-01-31T12:00:00Z");
            }
        }
    }

    /** xs:boolean, which may also be a digit. */
    private static final class BooleanDeserializer extends StdDeserializer<Boolean> {
        private static final long serialVersionUID = 1L;

        private final Boolean absent;

        /** @param absent what it is where there is no such attribute */
        BooleanDeserializer(Boolean absent) {
            super(Boolean.class);
            this.absent = absent;
        }

        @Override
        public Boolean deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return parse(parser.getText(), context);
        }

        static boolean parse(String text, DeserializationContext context) throws JsonMappingException {
            return switch (text.strip()) {
                case "true", "1" -> true;
                case "false", "0" -> false;
                default -> throw context.weirdStringException(text, Boolean.class, "not true or false");
            };
        }

        @Override
        public Boolean getNullValue(DeserializationContext context) {
            return absent;
        }
    }

    private static final class ListJoiner extends StdConverter<List<String>, String> {
        @Override
        public String convert(List<String> values) {
            return String.join(",", values);
        }
    }

    private static final class ListSplitter extends StdConverter<String, List<String>> {
        @Override
        public List<String> convert(String text) {
            // Not one pattern for all: for every space of a long row it would look for the comma behind the row.
            return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        }
    }
}
