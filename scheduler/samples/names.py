"""Invented people: Chinese and English names drawn from lists by a seed."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆"
    "郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文"
)
ONE = "敏静丽娟艳芳霞玲燕萍梅琴洁莉颖婷慧雪倩伟磊军勇涛强鹏杰斌波辉刚健明亮平飞峰林宁翔凯阳帆"
TWO = (
    "秀英 桂兰 玉梅 晓燕 雅琴 海燕 春梅 思雨 佳怡 文静 欣怡 丽华 建华 志强 建国 国强 海涛 俊杰 文博 浩然 宇航 "
    "立新 晓东 永刚 少华 明辉 学军 若曦 诗涵 梦瑶 雨桐 可欣 嘉宁 书瑶 立群"
)
FIRST = (
    "Alice Benjamin Clara Daniel Emma Felix Grace Henry Irene James Kate Liam Maria Noah Olivia Peter Ruth Samuel "
    "Tessa Victor Wendy Adam Beth Colin Diana Edward Fiona George Hannah Isaac"
)
LAST = (
    "Baker Carter Dixon Ellis Foster Grant Hughes Ingram Jarvis Kemp Lawson Mercer Norris Osborne Palmer Reeves "
    "Sutton Turner Vaughan Walsh Young Abbott Barlow Cooper Draper Elliott Fletcher Gibson Harvey Irving"
)


def chinese_names(seed: str) -> Iterator[str]:
    """Full names without end in an order the seed decides, each once."""
    every = [surname + given for surname in SURNAMES for given in (*ONE, *TWO.split())]
    Random(seed).shuffle(every)
    return iter(every)


def english_names(seed: str) -> Iterator[str]:
    """English names in an order the seed decides, each once."""
    every = [f"{first} {last}" for first in FIRST.split() for last in LAST.split()]
    Random(seed).shuffle(every)
    return iter(every)
