"""Names of invented people, from several origins, with the languages that go with them."""

from collections import Counter
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Origin:
    """Given and family names that go together, how common, and a language beside English."""

    weight: int
    given: tuple[str, ...]
    family: tuple[str, ...]
    language: str = ""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ORIGINS = (
    Origin(
        46,
        _words(
            "Alan Alice Amy Andrew Angela Anne Barbara Beth Brenda Brian Carol Charlotte Chloe "
            "Christine Claire Colin Craig Daniel David Dawn Debbie Denise Derek Diane Donna Doris "
            "Dorothy Edith Edna Eileen Ella Ellie Emily Emma Eric Ernest Florence Frank Gail Gary "
            "Gemma George Gillian Glenn Grace Graham Hannah Harold Harriet Harry Hazel Heather "
            "Helen Hilda Holly Ian Irene Isaac Ivy Jack Jackie Jacob James Jane Janet Jasmine Jean "
            "Jenny Jessica Jim Joan Joanne John Josh Joyce Judith Julie June Karen Katie Keith "
            "Kelly Kevin Kirsty Laura Lauren Leanne Lee Lesley Linda Lisa Liz Lorna Lorraine Louise "
            "Lucy Lynne Mabel Malcolm Marie Marjorie Mark Martin Mary Matthew Maureen Maurice "
            "Michael Michelle Mick Mollie Nancy Natalie Neil Nick Nicola Nigel Norma Norman Olive "
            "Oliver Pam Pamela Patricia Paul Pauline Peggy Peter Phil Phyllis Poppy Rachel Ray "
            "Rebecca Rita Robert Roger Rosemary Roy Ruby Ruth Sally Sam Sandra Sarah Sharon Sheila "
            "Shirley Simon Sophie Stella Stephanie Steve Stuart Susan Suzanne Sylvia Ted Teresa "
            "Terry Thelma Thomas Tina Toby Tom Tony Tracey Trevor Valerie Vera Veronica Vicky "
            "Vincent Violet Walter Wayne Wendy Wilf William Winifred Yvonne Zoe"
        ),
        _words(
            "Abbott Adcock Ainsworth Aldridge Allsop Appleby Armitage Ashby Atherton Backhouse "
            "Bagshaw Bamford Barlow Barnaby Bartram Beardsley Beckwith Bellamy Birtles Blackburn "
            "Blakeley Bottomley Bradshaw Braithwaite Bramley Brearley Broadbent Brocklehurst "
            "Buckley Burgess Butterworth Calvert Cartwright Catterall Chadwick Clough Cockburn "
            "Copeland Cotterill Cowling Crabtree Cresswell Crossley Cuthbert Dalton Dawber Denby "
            "Dewhurst Dobson Duckworth Dunstan Earnshaw Eastwood Eccles Elliston Entwistle Fairley "
            "Fallowfield Farnell Fawcett Fenwick Fielding Fothergill Gaskell Garside Goddard "
            "Grantham Greenhalgh Grimshaw Hadfield Haigh Hallam Hargreaves Hartley Haworth "
            "Hebden Hepworth Heywood Hinchliffe Holroyd Horrocks Huddleston Ibbotson Illingworth "
            "Jagger Kellett Kershaw Kirkbride Kitson Lambert Langley Leadbetter Lockwood Longden "
            "Lumley Marsden Maskell Mawson Medlock Metcalfe Midgley Moorhouse Mottram Naylor "
            "Newbold Nuttall Oakley Ogden Oldroyd Openshaw Ormerod Partridge Pickles Pilling "
            "Pollard Postlethwaite Priestley Quarmby Radcliffe Ramsden Rawson Rigby Rothwell "
            "Rushton Sagar Scholes Seddon Shackleton Sharples Shuttleworth Sidebottom Skelton "
            "Stansfield Sugden Sutcliffe Swindells Tattersall Thackray Thwaites Tomlinson "
            "Turnbull Unsworth Varley Waddington Wadsworth Walmsley Warburton Whittaker "
            "Widdop Winterbottom Womersley Woodhead Wormald Yardley Yates"
        ),
    ),
    Origin(
        12,
        _words(
            "Aled Alun Angharad Anwen Bethan Branwen Bronwen Carys Ceri Cerys Dafydd Dewi Dilys "
            "Dylan Efa Eifion Eirlys Eleri Elin Emlyn Emrys Ffion Gareth Geraint Gethin Glenys "
            "Gwen Gwenllian Gwilym Gwyneth Heledd Huw Hywel Idris Ieuan Iolo Iorwerth Iwan Llinos "
            "Lowri Mair Mared Megan Meirion Menna Meurig Morfudd Myfanwy Nerys Nia Non Olwen Owain "
            "Rhiannon Rhodri Rhys Seren Siân Siôn Siwan Tegwen Tomos Tŵm Wyn Ynyr Ŷna"
        ),
        _words(
            "ap-Gwyn Bebb Bevan Bowen Breeze Cadwaladr Ceredig Dŵr Ellis Eynon Gethin Gittins Glyn "
            "Gruffydd Gwynne Hopcyn Howell Hughes Humphreys Jenkins Llewelyn Llŷn Lloyd Maddocks "
            "Meredith Morgan Mostyn Nefyn Parry Penry Powell Price Pritchard Probert Prosser Pugh "
            "Rhydderch Rosser Teifi Trahaearn Tudur Vaughan Watkin Wynne"
        ),
        "Welsh",
    ),
    Origin(
        6,
        _words(
            "Aileen Ailsa Alasdair Angus Calum Catriona Duncan Eilidh Ewan Fergus Fiona Fraser Hamish "
            "Iain Iona Isla Kenneth Kirsten Lachlan Mairi Morag Morven Murdo Rory Shona Struan"
        ),
        _words(
            "Abernethy Auchinleck Baird Begbie Buchan Cairns Dalgleish Drummond Dunbar Farquhar "
            "Galbraith Geddes Gillespie Kinnaird Lennox Lorimer MacAskill MacBride MacCrimmon "
            "MacFadyen MacIver MacNab Menzies Moncrieff Ogilvie Orr Pirie Rankine Sinclair Urquhart"
        ),
    ),
    Origin(
        7,
        _words(
            "Aisling Aoife Bernadette Bríd Bridie Cathal Ciarán Clodagh Colm Conor Declan Dermot "
            "Eamonn Fergal Finola Gráinne Maeve Niall Nuala Oisín Órla Pádraig Róisín Sinéad Siobhán"
        ),
        _words(
            "Brannigan Cassidy Coughlan Devlin Donnellan Fahy Farrelly Geraghty Heaney Kilbride "
            "McAleer McCafferty McGlinchey McNulty O'Boyle O'Dowd O'Hanlon O'Shaughnessy Quigley "
            "Rafferty Scullion Tierney Toner Tuohy"
        ),
    ),
    Origin(
        8,
        _words(
            "Aaliyah Abdul Adeel Aisha Amina Asif Ayesha Bilal Farah Farhan Fatima Hamza Hina Imran "
            "Iqra Javed Khadija Maryam Nadeem Nasreen Parveen Rashid Rukhsana Saima Samina Shazia "
            "Tahir Tariq Usman Yasmin Zainab Zubair"
        ),
        _words(
            "Afzal Akhtar Anwar Bashir Chaudhry Dar Hashmi Iqbal Javaid Kazmi Latif Malik Mirza "
            "Mumtaz Nawaz Qureshi Rafiq Rehman Saleem Siddiqui Tanveer Yaqoob Zaman"
        ),
        "Urdu",
    ),
    Origin(
        6,
        _words(
            "Amrit Anil Anita Arjun Bhavna Deepa Dilip Gurpreet Harjit Jasvinder Kavita Kiran "
            "Manjit Meera Mohan Nikhil Parminder Pooja Rajesh Ranjit Rekha Sanjay Sunita Sukhdev Vikram"
        ),
        _words(
            "Bains Bhandari Chauhan Dhaliwal Gill Grewal Joshi Kapoor Khanna Mehta Mistry Nair "
            "Pabla Purewal Randhawa Sandhu Sehmi Sharma Solanki Thakkar Trivedi Uppal Vadera"
        ),
        "Punjabi",
    ),
    Origin(
        7,
        _words(
            "Abena Ade Amara Babatunde Chidi Chinwe Efua Emeka Esi Folake Ifeoma Kofi Kwabena Kwame "
            "Ngozi Nkechi Obinna Olu Sade Temi Tobi Yaw Yetunde"
        ),
        _words(
            "Acheampong Adebayo Adjei Afolabi Agyeman Amankwah Asante Boateng Chukwu Danquah Eze "
            "Frimpong Ibekwe Mensah Nwosu Obi Odunsi Ofori Okafor Olawale Opoku Owusu Quaye"
        ),
    ),
    Origin(
        5,
        _words(
            "Andre Beverley Carlton Claudette Delroy Desmond Earl Errol Everton Glenroy Hyacinth "
            "Jermaine Lascelles Leroy Marcia Merlene Neville Paulette Sonia Winston"
        ),
        _words(
            "Alleyne Bartley Blackwood Brathwaite Clarke-Hall Cumberbatch Delapenha Gayle Grizzle "
            "Hinds Lewin Maxwell Nembhard Pinnock Prendergast Rattray Salmon Whyte"
        ),
    ),
    Origin(
        6,
        _words(
            "Agnieszka Andrzej Anna Beata Dorota Ewa Grażyna Jacek Kasia Krzysztof Łukasz "
            "Małgorzata Marcin Marek Ola Paweł Piotr Stanisław Tomasz Wojciech Zofia"
        ),
        _words(
            "Adamczyk Borkowski Chmiel Czarnecki Dąbek Gajewski Jabłoński Kamiński Kubiak Lis "
            "Łuczak Majcher Nowicki Olszewski Pawlak Sikora Wilk Wróbel Zając Żuk"
        ),
        "Polish",
    ),
    Origin(
        4,
        _words(
            "Abdi Amal Asha Dawit Faduma Hana Hodan Ismail Khalid Layla Mariam Mehari Nahom Omar "
            "Rahel Salma Samir Selam Tesfay Yonas Yusuf"
        ),
        _words(
            "Abdullahi Aden Ahmadzai Berhane Dirir Farah Gebre Haile Haji Hashi Isaias Jama Kidane "
            "Mohamud Osman Rahimi Tekle Warsame Woldu"
        ),
        "Arabic",
    ),
)
WEIGHTS = [origin.weight for origin in ORIGINS]


class Names:
    """Gives one name after another. Two people may share one, as in life."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.addresses: Counter[str] = Counter()

    def next(self) -> tuple[str, str, list[str]]:
        """A given name, a family name, and the languages spoken."""
        chance = self.chance
        (origin,) = chance.choices(ORIGINS, WEIGHTS)
        family = origin.family
        if chance.random() < 0.04:
            # Names travel, by marriage and otherwise.
            (other,) = chance.choices(ORIGINS, WEIGHTS)
            family = other.family
        languages = ["English"]
        if origin.language and chance.random() < 0.55:
            languages.append(origin.language)
        return chance.choice(origin.given), chance.choice(family), languages

    def address(self, given: str, family: str) -> str:
        """The part before the @ that nobody else has."""
        plain = f"{given}.{family}".lower().translate(PLAIN)
        self.addresses[plain] += 1
        times = self.addresses[plain]
        return plain if times == 1 else f"{plain}{times}"


PLAIN = str.maketrans("âáéíóôŵŷąćęłńóśźż", "aaeioowyacelnoszz", "'")
